using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes a task's definition: its entry in the task table, the writer of its payload, and the reader that ends in a call.</summary>
/// <remarks>A parameter of the task that is named like something in here gets another name in here; in the payload it keeps its own.</remarks>
internal sealed class TaskCode
{
    private readonly CodeWriter code;
    private readonly TaskHistory history;
    private readonly TaskShape task;
    private readonly List<ParameterShape> payload;
    private readonly NameScope members = new(["Definition", "Subject", "ResultSubject", "Sensitive", "SensitiveResult", "SensitiveResults", "Job", "Decode", "DecodeOlder", "RuleFor", "ReadCall", "RunAsync", "ReadResult", "ReadResultValue"]);
    private readonly List<string> parameters;
    private readonly ValueCode values;
    private readonly string writer;
    private readonly string reader;
    private readonly string context;
    private readonly string result;

    private TaskCode(CodeWriter code, TaskHistory history)
    {
        this.code = code;
        this.history = history;
        task = history.Task;
        payload = StubParameters.Payload(task);
        parameters = [.. payload.Select(parameter => members.Take(parameter.Name))];
        writer = members.Take("writer");
        reader = members.Take("reader");
        context = members.Take("context");
        result = members.Take("result");
        var shapes = task.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        var uses = payload.Select(parameter => parameter.Use).Append(task.Result).OfType<TypeUse>();
        values = new ValueCode(PayloadTypes.Parts(uses, shapes), members);
    }

    public static void Emit(CodeWriter code, TaskHistory history) => new TaskCode(code, history).Emit();

    private void Emit()
    {
        FileHeader.OpenPlumbing(code);
        FileHeader.MarkPlumbing(code, task.Obsolete is not null || task.UsesObsolete);
        code.Open($"internal static class {GeneratedNames.Task(task.StubFullName)}");
        EmitFields();
        if (task.Rules.Count > 0) EmitRules();
        EmitJob();
        EmitDecode();
        EmitReadCall();
        if (task.Result is not null) EmitResult(task.Result);
        values.Methods(code);
        code.Close();
        code.Close();
    }

    private void EmitFields()
    {
        code.Line($"private const string Subject = {CSharpNames.Literal($"payload of task '{task.TaskName}'")};");
        if (task.Result is not null) code.Line($"private const string ResultSubject = {CSharpNames.Literal($"result of task '{task.TaskName}'")};");
        if (history.Sensitive.Count > 0) code.Line($"private static readonly SensitivePaths Sensitive = {SensitiveCode.Paths(history.Sensitive)};");
        if (history.SensitiveResult.Count > 0) code.Line($"private static readonly SensitivePaths SensitiveResult = {SensitiveCode.Paths(history.SensitiveResult)};");
        code.Line();
        code.Open("internal static readonly TaskDefinition Definition = new()");
        code.Line($"Name = {CSharpNames.Literal(task.TaskName)},");
        foreach (var option in task.Options) code.Line(option + ",");
        if (task.Rules.Count > 0) code.Line("RuleFor = RuleFor,");
        if (history.Upgrades.Count > 0) code.Line($"OlderVersions = {VersionsCode.ClassName(task)}.Older,");
        if (InjectedArguments.TransactionType(task.Parameters) is { } transaction) code.Line($"Transaction = typeof({transaction}),");
        code.Line("Decode = Decode,");
        if (InjectedArguments.RequiredServices(task) is { Length: > 0 } services) code.Line($"Services = [{services}],");
        if (InjectedArguments.RequiredKeyedServices(task) is { Length: > 0 } keyed) code.Line($"KeyedServices = [{keyed}],");
        if (history.Sensitive.Count > 0) code.Line("Sensitive = Sensitive,");
        if (history.SensitiveResult.Count > 0) code.Line("SensitiveResult = SensitiveResult,");
        code.Close("};");
        if (VersionsCode.SecretsOfResults(history) is { } secrets)
        {
            code.Line();
            code.Line($"private static readonly SensitivePaths? SensitiveResults = {secrets};");
        }
    }

    private void EmitRules()
    {
        code.Line();
        code.Open("private static RetryRule? RuleFor(Exception exception) => exception switch");
        foreach (var rule in task.Rules) code.Line($"{rule.Type} => {rule.Rule},");
        code.Line("_ => null,");
        code.Close("};");
    }

    private void EmitJob()
    {
        code.Line();
        code.Open($"internal static {NewJob} Job({string.Join(", ", Declarations)})");
        code.Line($"using var {writer} = PayloadWriter.Rent(Subject{Secrets});");
        code.Line($"{writer}.BeginObject();");
        for (var i = 0; i < payload.Count; i++)
        {
            values.WriteMember(code, payload[i].Name, payload[i].Use!, parameters[i], members, writer); // a valid task has no parameter without
        }

        code.Line($"{writer}.EndObject();");
        code.Line($"return new {NewJob}(Definition, {writer}.ToArray(){(task.Result is null ? "" : ", ReadResult")});");
        code.Close();
    }

    private void EmitDecode()
    {
        code.Line();
        code.Line($"private static TaskCall Decode(ReadOnlySpan<byte> payload) => PayloadReader.Read<TaskCall>(payload, Subject, ReadCall{Secrets});");
        if (!VersionsCode.HidesAllWhenCurrent(history)) return;
        code.Line();
        code.Line($"internal static TaskCall DecodeOlder(ReadOnlySpan<byte> payload) => PayloadReader.Read<TaskCall>(payload, Subject, ReadCall, {VersionsCode.HiddenOf(task)});");
    }

    private void EmitReadCall()
    {
        code.Line();
        code.Open($"private static TaskCall ReadCall(ref PayloadReader {reader})");
        var reading = payload.Select((parameter, i) => new MemberReading.Member(
            parameter.Name,
            parameters[i],
            FileHeader.Short(parameter.Type),
            parameter.Default ?? (parameter.IsParams ? "[]" : "default"),
            values.Read(parameter.Use!, reader), // a valid task has no parameter without
            IsRequired: parameter.Default is null && !parameter.IsParams) { FormerNames = parameter.FormerNames });
        new MemberReading([.. reading], reader, members).Emit(code);
        if (task.Result is not null) code.Line($"return {context} => RunAsync({string.Join(", ", parameters.Prepend(context))});");
        else if (IsAwaited) code.Line($"return {context} => TaskRun.Await({Call});");
        else code.Line($"return {context} => {{ {Call}; return default; }};");
        code.Close();
    }

    private void EmitResult(TypeUse use)
    {
        const string Bytes = "global::System.Threading.Tasks.ValueTask<byte[]?>";
        code.Line();
        code.Open($"private static {(IsAwaited ? "async " : "")}{Bytes} RunAsync({string.Join(", ", Declarations.Prepend($"JobContext {context}"))})");
        code.Line($"var {result} = {(IsAwaited ? $"await {Call}.ConfigureAwait(false)" : Call)};");
        code.Line($"using var {writer} = PayloadWriter.RentForResult(ResultSubject{ResultSecrets});");
        values.Write(code, use, result, members, writer);
        code.Line(IsAwaited ? $"return {writer}.ToArray();" : $"return new {Bytes}({writer}.ToArray());");
        code.Close();
        code.Line();
        code.Line($"private static {ValueCode.Declared(use)} ReadResult(ReadOnlySpan<byte> result) => PayloadReader.Read<{ValueCode.Declared(use)}>(result, ResultSubject, ReadResultValue{ResultSecrets});");
        code.Line();
        code.Line($"private static {ValueCode.Declared(use)} ReadResultValue(ref PayloadReader reader) => {values.Read(use, "reader")};");
    }

    private bool IsAwaited => task.Returns is ReturnKind.Awaitable or ReturnKind.AwaitableValue;

    private string Call
    {
        get
        {
            var fromPayload = new Queue<string>(parameters);
            var arguments = task.Parameters.Select(parameter => parameter.Source == ParameterSource.Payload ? fromPayload.Dequeue() : InjectedArguments.Of(parameter, context));
            return $"{task.Method}({string.Join(", ", arguments)})";
        }
    }

    // What messages of writer and reader must not quote.
    private string Secrets => history.Sensitive.Count > 0 ? ", Sensitive" : "";

    private string ResultSecrets
        => VersionsCode.SecretsOfResults(history) is not null ? ", SensitiveResults" : history.SensitiveResult.Count > 0 ? ", SensitiveResult" : "";

    private string NewJob => task.Result is null ? "NewJob" : $"NewJob<{ValueCode.Declared(task.Result)}>";

    private IEnumerable<string> Declarations => payload.Select((parameter, i) => $"{FileHeader.Short(parameter.Type)} {parameters[i]}");
}
