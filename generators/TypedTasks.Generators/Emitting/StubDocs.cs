using System.Security;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the documentation of stubs: what the user wrote about the task, and what the methods add.</summary>
internal static class StubDocs
{
    public static void Class(CodeWriter code, TaskShape task)
    {
        Element(code, "summary", "", Summary(task, $"Enqueues the task <c>{SecurityElement.Escape(task.TaskName)}</c>."));
        if (task.Docs.Remarks.Length > 0) Element(code, "remarks", "", task.Docs.Remarks);
    }

    public static void Enqueue(CodeWriter code, TaskShape task, StubReceiver receiver)
    {
        Element(code, "summary", "", Summary(task, "Stores a job that runs the task."));
        if (receiver.Name.Length > 0) Element(code, "param", receiver.Name, receiver.Docs);
        Parameters(code, task);
        Element(code, "param", "options", "What this job asks for beyond the task's defaults.");
        Element(code, "param", "cancellationToken", "Cancels the call, not the job.");
        Element(code, "returns", "", "The stored job.");
    }

    public static void Job(CodeWriter code, TaskShape task)
    {
        Element(code, "summary", "", "The job as a value, for a client's <c>EnqueueAsync</c> and <c>EnqueueManyAsync</c>.");
        Parameters(code, task);
    }

    private static void Parameters(CodeWriter code, TaskShape task)
    {
        foreach (var parameter in StubParameters.Payload(task))
            foreach (var (name, text) in task.Docs.Parameters)
                if (name == parameter.Name) Element(code, "param", name, text);
    }

    private static string Summary(TaskShape task, string fallback) => task.Docs.Summary.Length > 0 ? task.Docs.Summary : fallback;

    private static void Element(CodeWriter code, string element, string name, string text)
    {
        var start = name.Length == 0 ? $"<{element}>" : $"<{element} name=\"{name}\">";
        if (text.IndexOf('\n') < 0)
        {
            code.Line($"/// {start}{text}</{element}>");
            return;
        }

        code.Line($"/// {start}");
        foreach (var line in text.Split('\n')) code.Line(line.Length == 0 ? "///" : "/// " + line);
        code.Line($"/// </{element}>");
    }
}
