using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>The arguments of <c>[QueueTask]</c> and their bounds.</summary>
internal sealed class TaskOptions(AttributeData attribute)
{
    private const int MaxNameLength = 200;

    /// <summary>The highest version; the lock file's parser takes no higher one.</summary>
    public const int MaxVersion = 1_000_000;

    private const int MaxPriority = 32_767;

    public string? Name => Value<string>("Name");

    public string? StubName => Value<string>("StubName");

    /// <summary>The version of the payload's shape.</summary>
    public int Version => Value<int?>("Version") ?? 1;

    /// <summary>Other names under which jobs may be stored, in their order.</summary>
    public EquatableArray<string> Aliases
        => attribute.NamedArguments
            .Where(argument => argument.Key == "Aliases" && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            .SelectMany(argument => argument.Value.Values)
            .Select(alias => alias.Value)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .OrderBy(alias => alias, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>The members of the task definition that differ from their defaults.</summary>
    public EquatableArray<string> Initializers
    {
        get
        {
            var initializers = new List<string>();
            if (Version != 1) initializers.Add($"Version = {Text(Version)}");
            if (Aliases.Count > 0) initializers.Add($"Aliases = [{string.Join(", ", Aliases.Select(CSharpNames.Literal))}]");
            if (Value<string>("Queue") is { } queue) initializers.Add($"Queue = {CSharpNames.Literal(queue)}");
            if (Value<int?>("Delivery") != 1 && Value<int?>("MaxAttempts") is { } attempts) initializers.Add(attempts == int.MaxValue ? "MaxAttempts = int.MaxValue" : $"MaxAttempts = {Text(attempts)}");
            if (Value<int?>("Delivery") == 1) initializers.AddRange(["MaxAttempts = 1", "Delivery = Delivery.AtMostOnce"]);
            if (Value<int?>("Priority") is { } priority) initializers.Add($"Priority = {Text(priority)}");
            if (Value<double?>("DelaySeconds") is { } delay) initializers.Add($"Delay = TimeSpan.FromSeconds({Text(delay)})");
            if (Value<double?>("ExpectedWithinSeconds") is > 0 and var expected) initializers.Add($"ExpectedWithin = TimeSpan.FromSeconds({Text(expected)})");
            return initializers.ToEquatableArray();
        }
    }

    public void Check(string taskName, List<Fault> faults)
    {
        if (StubName is not "" && !IsName(taskName)) faults.Add(Fault(DiagnosticIds.InvalidTaskName, Name is null ? "" : "Name", taskName));
        if (Version is < 1 or > MaxVersion) faults.Add(Fault(DiagnosticIds.InvalidVersion, "Version", Text(Version)));
        foreach (var alias in Aliases)
            if (!IsName(alias)) faults.Add(Fault(DiagnosticIds.InvalidTaskName, "Aliases", alias));
        if (Value<string>("Queue") is { } queue && !IsQueue(queue)) faults.Add(Fault(DiagnosticIds.InvalidQueueName, "Queue", queue));
        if (Value<int?>("MaxAttempts") is < 1 and var attempts) faults.Add(Fault(DiagnosticIds.InvalidMaxAttempts, "MaxAttempts", Text(attempts)));
        if (Value<int?>("Priority") is < -MaxPriority or > MaxPriority) faults.Add(Fault(DiagnosticIds.InvalidPriority, "Priority", Text(Value<int>("Priority"))));
        CheckSeconds("DelaySeconds", faults);
        CheckSeconds("ExpectedWithinSeconds", faults);
    }

    private void CheckSeconds(string option, List<Fault> faults)
    {
        if (Value<double?>(option) is not { } seconds || Seconds.IsWithin(seconds, mayBeZero: true)) return;
        faults.Add(Fault(DiagnosticIds.InvalidSeconds, option, Text(seconds)));
    }

    private static bool IsName(string name)
        => !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(character => char.IsControl(character)) && !Utf16.HasLoneSurrogate(name);

    private static bool IsQueue(string name) => IsName(name) && !name.Contains("*") && !name.Contains(",") && name.Trim() == name;

    private static Fault Fault(string id, string option, string value)
        => new(id, option.Length == 0 ? FaultPlace.Method : FaultPlace.AttributeArgument, Subject: option, Detail: value);

    private static string Text(IFormattable value) => AttributeArguments.Text(value);

    private T? Value<T>(string option) => attribute.Value<T>(option);
}
