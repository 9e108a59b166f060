using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the stub: the methods by which users enqueue a task. The stub of a faulty task has the same methods, which throw.</summary>
internal static class StubCode
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static void Emit(CodeWriter code, TaskHistory history)
    {
        var task = history.Task;
        if (task.Namespace.Length > 0) code.Open("namespace " + task.Namespace);
        foreach (var type in task.PartialTypes) code.Open(type);
        if (task.PartialTypes.Count == 0) OpenClass(code, task);

        EmitEnqueue(code, task, new StubReceiver("", "", "global::TypedTasks.TaskClient.Current"));
        code.Line();
        EmitEnqueue(code, task, new StubReceiver("global::TypedTasks.ITaskClient", "client", "client", "The client that stores the job."));
        code.Line();
        EmitEnqueue(code, task, new StubReceiver(
            "global::System.Data.Common.DbTransaction", "transaction", "global::TypedTasks.TaskClient.Current.In(transaction)", "The job commits or vanishes with it."));
        code.Line();
        EmitJob(code, task);
        foreach (var version in history.Versions) VersionTypesCode.Emit(code, version, task.IsPublic);
        UnknownVersionsCode.Emit(code, history.UnknownVersions, task.IsPublic);

        for (var open = Math.Max(1, task.PartialTypes.Count); open > 0; open--) code.Close();
        if (task.Namespace.Length > 0) code.Close();
    }

    private static void OpenClass(CodeWriter code, TaskShape task)
    {
        StubDocs.Class(code, task);
        Mark(code, task);
        code.Line(FileHeader.GeneratedCode);
        code.Open($"{(task.IsPublic ? "public" : "internal")} static class {task.StubName}");
    }

    private static void EmitEnqueue(CodeWriter code, TaskShape task, StubReceiver receiver)
    {
        var payload = StubParameters.Payload(task);
        var own = new NameScope(payload.Select(parameter => parameter.Name));
        var options = own.Take("options");
        var cancellationToken = own.Take("cancellationToken");
        var first = receiver.Name.Length == 0 ? [] : new[] { $"{receiver.Type} {own.Take(receiver.Name)}" };

        StubDocs.Enqueue(code, task, receiver);
        MarkMember(code, task);
        code.Line($"public static {ValueTask}<{Generic("global::TypedTasks.JobHandle", task)}> EnqueueAsync(");
        code.Continuation(string.Join(",\n", first
            .Concat(payload.Select(StubParameters.OfEnqueue))
            .Append($"global::TypedTasks.EnqueueOptions? {options} = null")
            .Append($"global::System.Threading.CancellationToken {cancellationToken} = default")) + ")");
        code.Continuation(task.IsValid
            ? $"=> {receiver.Client}.EnqueueAsync({Job(task, payload)}, {options}, {cancellationToken});"
            : $"=> {Faulty(task)};");
    }

    private static void EmitJob(CodeWriter code, TaskShape task)
    {
        var payload = StubParameters.Payload(task);
        StubDocs.Job(code, task);
        MarkMember(code, task);
        code.Line($"public static {Generic("global::TypedTasks.NewJob", task)} Job({string.Join(", ", payload.Select(StubParameters.OfJob))})");
        code.Continuation(task.IsValid
            ? $"=> global::{GeneratedNames.Namespace}.{GeneratedNames.Task(task.StubFullName)}.Job({string.Join(", ", payload.Select(parameter => parameter.Identifier))});"
            : $"=> {Faulty(task)};");
    }

    // In the user's own class the class itself is not ours to mark.
    private static void MarkMember(CodeWriter code, TaskShape task)
    {
        if (task.PartialTypes.Count == 0) return;
        Mark(code, task);
        code.Line(FileHeader.GeneratedCode);
    }

    private static void Mark(CodeWriter code, TaskShape task)
    {
        if (task.Obsolete is not null) code.Line($"[global::System.Obsolete{task.Obsolete}]");
        if (task.Experimental is not null) code.Line($"[global::System.Diagnostics.CodeAnalysis.Experimental{task.Experimental}]");
    }

    private static string Job(TaskShape task, List<ParameterShape> payload)
    {
        // A parameter called Job hides the method.
        var job = payload.Any(parameter => parameter.Name == "Job") ? $"global::{task.StubFullName}.Job" : "Job";
        var arguments = string.Join(", ", payload.Select(parameter => parameter.IsParams ? parameter.Identifier + " ?? []" : parameter.Identifier));
        return $"{job}({arguments})";
    }

    private static string Generic(string type, TaskShape task) => task.ResultType is null ? type : $"{type}<{task.ResultType}>";

    private static string Faulty(TaskShape task)
        => $"throw new global::System.NotSupportedException({CSharpNames.Literal($"Task '{task.TaskName}' was not generated: its declaration has an error, which the compiler reports where it stands.")})";
}
