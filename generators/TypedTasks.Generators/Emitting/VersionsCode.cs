using System.Globalization;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes how payloads of older versions are read: step by step to the current one, which the task's own reader then takes.</summary>
internal static class VersionsCode
{
    private const string Hidden = "Hidden";

    public static string ClassName(TaskShape task) => GeneratedNames.Task(task.StubFullName) + "_Versions";

    public static void Emit(CodeWriter code, TaskHistory history)
    {
        FileHeader.OpenPlumbing(code);
        var isObsolete = history.Task.Obsolete is not null || history.Task.UsesObsolete;
        FileHeader.MarkPlumbing(code, isObsolete);
        code.Open($"internal static class {ClassName(history.Task)}");
        foreach (var version in history.Versions.Where(version => version.Sensitive.Count > 0))
            code.Line($"private static readonly SensitivePaths {SensitiveName(version)} = {SensitiveCode.Paths(version.Sensitive)};");
        foreach (var version in OlderWithSecretResult(history))
            code.Line($"private static readonly SensitivePaths {ResultName(version)} = {SensitiveCode.Paths(version.SensitiveResult)};");
        if (history.Versions.Any(version => HidesAll(history, version))) code.Line($"internal static readonly SensitivePaths {Hidden} = new SensitivePaths(SensitiveNode.Whole);");
        code.Line($"internal static readonly TaskVersion[] Older = [{string.Join(", ", history.Upgrades.Reverse().Select(upgrade => Version(history, upgrade)))}];");
        foreach (var upgrade in history.Upgrades.Reverse()) EmitDecode(code, history, upgrade);
        foreach (var from in history.Upgrades.Where(upgrade => upgrade.IsByMethod).Select(upgrade => upgrade.From + 1).Reverse()) EmitBind(code, history, from);
        code.Close();
        foreach (var version in history.Versions) VersionPayloadCode.Emit(code, version, isObsolete);
        code.Close();
    }

    private static string Version(TaskHistory history, VersionUpgrade upgrade)
    {
        var version = history.Versions.First(candidate => candidate.Number == upgrade.From);
        var secrets = new List<string>();
        if (version.Sensitive.Count > 0) secrets.Add("Sensitive = " + SensitiveName(version));
        if (version.SensitiveResult.Count > 0) secrets.Add("SensitiveResult = " + ResultName(version));
        return $"new({Text(upgrade.From)}, DecodeV{Text(upgrade.From)})" + (secrets.Count == 0 ? "" : $" {{ {string.Join(", ", secrets)} }}");
    }

    private static string SensitiveName(PayloadVersion version) => "SensitiveV" + Text(version.Number);

    private static string ResultName(PayloadVersion version) => "SensitiveResultV" + Text(version.Number);

    private static IEnumerable<PayloadVersion> OlderWithSecretResult(TaskHistory history)
        => history.Versions.Where(version => version.SensitiveResult.Count > 0 && history.Upgrades.Any(upgrade => upgrade.From == version.Number));

    /// <summary>
    /// The expression of what messages about a result must not quote, if the current version does not say it all: the result may have been stored
    /// by any version. Null otherwise.
    /// </summary>
    public static string? SecretsOfResults(TaskHistory history)
        => OlderWithSecretResult(history).Any(version => !version.SensitiveResult.Equals(history.SensitiveResult))
            ? $"Definition.For({Text(history.Upgrades.Min(upgrade => upgrade.From))}).SensitiveResult"
            : null;

    /// <summary>Whether the task's own reader has to be told, for older jobs, to keep more than it keeps for current ones.</summary>
    public static bool HidesAllWhenCurrent(TaskHistory history)
        => history.Upgrades.Count > 0 && history.Versions.Any(version => version.Number == history.Task.Version && HidesAll(history, version));

    /// <summary>The description by which nothing of an older payload is shown.</summary>
    public static string HiddenOf(TaskShape task) => $"{ClassName(task)}.{Hidden}";

    // What messages of writer and reader must not quote.
    private static string Secrets(TaskHistory history, PayloadVersion version)
        => HidesAll(history, version) ? ", " + Hidden : version.Sensitive.Count == 0 ? "" : ", " + SensitiveName(version);

    // On its way to the current version an older payload passes readers that do not know what was sensitive in it.
    private static bool HidesAll(TaskHistory history, PayloadVersion version)
        => history.Versions.Any(older => older.Number < version.Number && older.Sensitive.Count > 0 && !older.Sensitive.Equals(version.Sensitive));

    private static void EmitDecode(CodeWriter code, TaskHistory history, VersionUpgrade upgrade)
    {
        var version = history.Versions.First(candidate => candidate.Number == upgrade.From);
        var number = Text(version.Number);
        code.Line();
        if (!upgrade.IsByMethod)
        {
            code.Line($"private static TaskCall DecodeV{number}(ReadOnlySpan<byte> payload) => {Decode(history, Next(history, version.Number))}(payload);");
            return;
        }

        code.Line($"private static TaskCall DecodeV{number}(ReadOnlySpan<byte> payload)");
        var read = $"PayloadReader.Read<{version.Parameters.Shape.Name}>(payload, {Subject(history, version)}, {GeneratedNames.Payload(version.Parameters.Shape.Name)}.Read{Secrets(history, version)})";
        code.Continuation($"=> BindV{Text(version.Number + 1)}({Upgraded(history, version, read)});");
    }

    // A value of this version, on its way on.
    private static void EmitBind(CodeWriter code, TaskHistory history, int number)
    {
        var version = history.Versions.First(candidate => candidate.Number == number);
        var type = version.Parameters.Shape.Name;
        code.Line();
        if (history.Upgrades.Any(upgrade => upgrade.From == number && upgrade.IsByMethod))
        {
            code.Line($"private static TaskCall BindV{Text(number)}({type} value) => BindV{Text(number + 1)}({Upgraded(history, version, "value")});");
            return;
        }

        code.Open($"private static TaskCall BindV{Text(number)}({type} value)");
        code.Line($"using var writer = PayloadWriter.Rent({Subject(history, version)}{Secrets(history, version)});");
        code.Line($"{GeneratedNames.Payload(type)}.Write(writer, value);");
        var next = number == history.Task.Version ? number : Next(history, number);
        code.Line($"return {Decode(history, next)}(writer.ToArray());");
        code.Close();
    }

    private static string Decode(TaskHistory history, int number)
        => number != history.Task.Version ? $"DecodeV{Text(number)}"
            : GeneratedNames.Task(history.Task.StubFullName) + (HidesAllWhenCurrent(history) ? ".DecodeOlder" : ".Definition.Decode");

    private static int Next(TaskHistory history, int number) => history.Versions.Select(version => version.Number).Where(version => version > number).Min();

    // The author's method, whose exceptions may quote what it was given, or what it made of that.
    private static string Upgraded(TaskHistory history, PayloadVersion version, string value)
    {
        if (history.Versions.All(other => other.Sensitive.Count == 0)) return $"{Upgrade(history.Task)}({value})";
        var next = history.Versions.First(candidate => candidate.Number == version.Number + 1);
        return $"PayloadUpgrade.Quietly<{version.Parameters.Shape.Name}, {next.Parameters.Shape.Name}>({value}, {Upgrade(history.Task)}, {Subject(history, version)})";
    }

    private static string Subject(TaskHistory history, PayloadVersion version)
        => CSharpNames.Literal($"payload of task '{history.Task.TaskName}' in version {Text(version.Number)}");

    private static string Upgrade(TaskShape task) => task.Method.Substring(0, task.Method.LastIndexOf('.')) + "." + UpgradeMethods.Name;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
