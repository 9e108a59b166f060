using System.Text;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes indented C# with <c>\n</c> line ends.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes lines; the empty text is an empty line.</summary>
    public void Line(string lines = "")
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0) text.Append(' ', depth * 4).Append(line);
            text.Append('\n');
        }
    }

    /// <summary>Writes a line more deeply indented, the continuation of the one before.</summary>
    public void Continuation(string line)
    {
        depth++;
        Line(line);
        depth--;
    }

    /// <summary>Opens a block after a line.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
    }

    /// <summary>Opens a collection expression.</summary>
    public void OpenList()
    {
        Line("[");
        depth++;
    }

    /// <summary>Closes the innermost block.</summary>
    public void Close(string end = "}")
    {
        depth--;
        Line(end);
    }

    public override string ToString()
        => depth == 0 ? text.ToString() : throw new InvalidOperationException($"{depth} blocks of generated code were opened and not closed.");
}
