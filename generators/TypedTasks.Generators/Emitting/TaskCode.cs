using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes a task's definition: its entry in the task table, the writer of its payload, and the reader that ends in a call.</summary>
internal sealed class TaskCode
{
    private readonly CodeWriter code;
    private readonly TaskShape task;
    private readonly List<ParameterShape> payload;
    private readonly NameScope members = new(["Definition", "Subject", "ResultSubject", "Job", "Decode", "ReadCall", "RunAsync", "ReadResult", "ReadResultValue"]);
    private readonly List<string> names;
    private readonly ValueCode values;

    private TaskCode(CodeWriter code, TaskShape task)
    {
        this.code = code;
        this.task = task;
        payload = StubParameters.Payload(task);
        names = [.. payload.Select(parameter => members.Take(parameter.Name + "Name"))];
        var shapes = task.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        var uses = payload.Select(parameter => parameter.Use).Append(task.Result).OfType<TypeUse>();
        values = new ValueCode(PayloadTypes.Parts(uses, shapes), members);
    }

    public static void Emit(CodeWriter code, TaskShape task) => new TaskCode(code, task).Emit();

    private void Emit()
    {
        FileHeader.OpenPlumbing(code);
        FileHeader.MarkPlumbing(code);
        if (task.Obsolete is not null) code.Line("[Obsolete]");
        code.Open($"internal static class {GeneratedNames.Task(task.StubFullName)}");
        EmitFields();
        EmitJob();
        EmitDecode();
        EmitReadCall();
        EmitRun();
        if (task.Result is not null) EmitReadResult(task.Result);
        values.Methods(code);
        code.Close();
        code.Close();
    }

    private void EmitFields()
    {
        code.Line($"private const string Subject = {CSharpNames.Literal($"payload of task '{task.TaskName}'")};");
        if (task.Result is not null) code.Line($"private const string ResultSubject = {CSharpNames.Literal($"result of task '{task.TaskName}'")};");
        for (var i = 0; i < payload.Count; i++)
            code.Line($"private static readonly JsonEncodedText {CSharpNames.Escape(names[i])} = PayloadWriter.EncodeName({CSharpNames.Literal(payload[i].Name)});");
        code.Line();
        code.Open("internal static readonly TaskDefinition Definition = new()");
        code.Line($"Name = {CSharpNames.Literal(task.TaskName)},");
        foreach (var option in task.Options) code.Line(option + ",");
        code.Line("Decode = Decode,");
        code.Close("};");
    }

    private void EmitJob()
    {
        var locals = new NameScope(payload.Select(parameter => parameter.Name));
        var writer = locals.Take("writer");
        code.Line();
        code.Open($"internal static {NewJob} Job({Declarations})");
        code.Line($"using var {writer} = PayloadWriter.Rent(Subject);");
        code.Line($"{writer}.BeginObject();");
        for (var i = 0; i < payload.Count; i++)
        {
            code.Line($"{writer}.Member({names[i]});");
            values.Write(code, payload[i].Use!, payload[i].Identifier, locals, writer); // a valid task has no parameter without
        }

        code.Line($"{writer}.EndObject();");
        code.Line($"return new {NewJob}(Definition, {writer}.ToArray(){(task.Result is null ? "" : ", ReadResult")});");
        code.Close();
    }

    private void EmitDecode()
    {
        code.Line();
        code.Line("private static TaskCall Decode(ReadOnlySpan<byte> payload) => PayloadReader.Read<TaskCall>(payload, Subject, ReadCall);");
    }

    private void EmitReadCall()
    {
        var locals = new NameScope(payload.Select(parameter => parameter.Name));
        var reader = locals.Take("reader");
        var context = locals.Take("context");
        code.Line();
        code.Open($"private static TaskCall ReadCall(ref PayloadReader {reader})");
        var reading = payload.Select(parameter => new MemberReading.Member(
            parameter.Name,
            parameter.Identifier,
            FileHeader.Short(parameter.Type),
            parameter.Default ?? (parameter.IsParams ? "[]" : "default"),
            values.Read(parameter.Use!, reader), // a valid task has no parameter without
            IsRequired: parameter.Default is null && !parameter.IsParams));
        new MemberReading([.. reading], reader, locals).Emit(code);
        code.Line($"return {context} => RunAsync({string.Join(", ", payload.Select(parameter => parameter.Identifier).Prepend(context))});");
        code.Close();
    }

    private void EmitRun()
    {
        var locals = new NameScope(payload.Select(parameter => parameter.Name));
        var context = locals.Take("context");
        var isAwaited = task.Returns is ReturnKind.Awaitable or ReturnKind.AwaitableValue;
        var call = $"{task.Method}({string.Join(", ", task.Parameters.Select(parameter => TaskArguments.Of(parameter, context)))})";
        var parameters = payload.Count == 0 ? $"JobContext {context}" : $"JobContext {context}, {Declarations}";

        code.Line();
        code.Open($"private static {(isAwaited ? "async " : "")}ValueTask<byte[]?> RunAsync({parameters})");
        if (isAwaited) call = $"await {call}.ConfigureAwait(false)";
        if (task.Result is null) EmitCall(call, isAwaited);
        else EmitCallWithResult(call, isAwaited, task.Result, locals);
        code.Close();
    }

    private void EmitCall(string call, bool isAwaited)
    {
        code.Line(call + ";");
        code.Line(isAwaited ? "return null;" : "return default;");
    }

    private void EmitCallWithResult(string call, bool isAwaited, TypeUse use, NameScope locals)
    {
        var result = locals.Take("result");
        var writer = locals.Take("writer");
        code.Line($"var {result} = {call};");
        code.Line($"using var {writer} = PayloadWriter.Rent(ResultSubject);");
        values.Write(code, use, result, locals, writer);
        code.Line(isAwaited ? $"return {writer}.ToArray();" : $"return new ValueTask<byte[]?>({writer}.ToArray());");
    }

    private void EmitReadResult(TypeUse use)
    {
        code.Line();
        code.Line($"private static {ValueCode.Declared(use)} ReadResult(ReadOnlySpan<byte> result) => PayloadReader.Read<{ValueCode.Declared(use)}>(result, ResultSubject, ReadResultValue);");
        code.Line();
        code.Line($"private static {ValueCode.Declared(use)} ReadResultValue(ref PayloadReader reader) => {values.Read(use, "reader")};");
    }

    private string NewJob => task.Result is null ? "NewJob" : $"NewJob<{ValueCode.Declared(task.Result)}>";

    private string Declarations => string.Join(", ", payload.Select(parameter => $"{FileHeader.Short(parameter.Type)} {parameter.Identifier}"));
}
