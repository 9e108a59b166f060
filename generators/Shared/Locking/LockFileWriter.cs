using System.Globalization;
using System.Text;

namespace TypedTasks.Shared.Locking;

/// <summary>Writes <c>tasks.lock.json</c>: always the same text for the same content, one member per line, <c>\n</c> line ends.</summary>
internal sealed class LockFileWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    private LockFileWriter()
    {
    }

    public static string Write(LockFile file)
    {
        var writer = new LockFileWriter();
        writer.Block("", '{', '}', [() => writer.Line("\"format\": " + LockFile.Format), () => writer.Tasks(file)]);
        return writer.text.Append('\n').ToString();
    }

    private void Tasks(LockFile file)
        => Block("\"tasks\": ", '{', '}', file.Tasks.OrderBy(task => task.Name, StringComparer.Ordinal).Select<LockedTask, Action>(task => () => Task(task)));

    private void Task(LockedTask task)
    {
        var parts = new List<Action>();
        if (task.Aliases.Count > 0) parts.Add(() => Line($"\"aliases\": [{string.Join(", ", task.Aliases.Select(JsonText.Quote))}]"));
        parts.Add(() => Block("\"versions\": ", '{', '}', task.Versions.Select<LockedVersion, Action>(version => () => Version(version))));
        Block(Name(task.Name), '{', '}', parts);
    }

    private void Version(LockedVersion version)
    {
        var parts = new List<Action> { () => Members("parameters", version.Parameters) };
        if (version.Result is { } result) parts.Add(() => Line("\"result\": " + JsonText.Quote(result.ToString())));
        if (version.IsResultSensitive) parts.Add(() => Line("\"sensitiveResult\": true"));
        if (version.Types.Count > 0)
            parts.Add(() => Block("\"types\": ", '{', '}', version.Types.Select<LockedType, Action>(type => () => Type(type))));
        if (version.Samples.Count > 0)
            parts.Add(() => Block("\"samples\": ", '[', ']', version.Samples.Select<string, Action>(sample => () => Line(sample))));
        Block(Name(version.Number.ToString(CultureInfo.InvariantCulture)), '{', '}', parts);
    }

    private void Type(LockedType type)
    {
        if (type is LockedObject @object) Block(Name(type.Name), '{', '}', [.. Union(@object.Union), () => Members("members", @object.Members)]);
        else if (type is LockedEnum @enum) Enum(@enum);
        else Line(Name(type.Name) + "{ \"opaque\": true }");
    }

    private IEnumerable<Action> Union(LockedUnion? union)
    {
        if (union is null) yield break;
        yield return () => Line("\"discriminator\": " + JsonText.Quote(union.Discriminator));
        if (union.HasItself) yield return () => Line("\"itself\": true");
        yield return () => Block("\"cases\": ", '[', ']', union.Cases.Select<LockedCase, Action>(@case => () => Line($"{{ \"is\": {@case.Value}, \"type\": {JsonText.Quote(@case.Type)} }}")));
    }

    private void Enum(LockedEnum type)
    {
        var parts = new List<Action> { () => Line("\"enum\": " + JsonText.Quote(type.Underlying)) };
        if (type.IsStoredByName) parts.Add(() => Line("\"stored\": \"names\""));
        parts.Add(() => Block("\"values\": ", '{', '}', type.Values.Select<EnumValue, Action>(value => () => Line(Name(value.Name) + value.Number))));
        Block(Name(type.Name), '{', '}', parts);
    }

    private void Members(string name, IEnumerable<LockedMember> members)
        => Block(Name(name), '{', '}', members.Select<LockedMember, Action>(member => () => Line(Name(member.Name) + Text(member))));

    private static string Text(LockedMember member)
    {
        var text = $"{{ \"type\": {JsonText.Quote(member.Use.ToString())}";
        if (member.IsRequired) text += ", \"required\": true";
        if (member.Default is { } defaultValue) text += ", \"default\": " + defaultValue;
        if (member.FormerNames.Count > 0) text += $", \"formerly\": [{string.Join(", ", member.FormerNames.Select(JsonText.Quote))}]";
        if (member.IsSensitive) text += ", \"sensitive\": true";
        return text + " }";
    }

    private static string Name(string name) => JsonText.Quote(name) + ": ";

    private void Block(string name, char open, char close, IEnumerable<Action> parts)
    {
        Line(name + open);
        depth++;
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            part();
        }

        depth--;
        if (isFirst) text.Append(close);
        else Line(close.ToString());
    }

    private void Line(string line)
    {
        if (text.Length > 0) text.Append('\n').Append(' ', depth * 2);
        text.Append(line);
    }
}
