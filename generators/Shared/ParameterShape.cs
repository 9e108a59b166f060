namespace TypedTasks.Shared;

/// <summary>A parameter of a task.</summary>
internal sealed record ParameterShape
{
    /// <summary>The name as declared, which is also its name in the payload.</summary>
    public required string Name { get; init; }

    /// <summary>Where its value comes from when the task runs.</summary>
    public required ParameterSource Source { get; init; }

    /// <summary>The type in C#, with its nullable annotation.</summary>
    public required string Type { get; init; }

    /// <summary>The type as a payload; null for injected parameters, and for faulty ones.</summary>
    public TypeUse? Use { get; init; }

    /// <summary>The default in C#; null if it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>The default as JSON; null if it must be given.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>Other names under which payloads may have it.</summary>
    public EquatableArray<string> FormerNames { get; init; }

    /// <summary>Whether it is never shown, and encrypted where a key is configured.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether it is a <c>params</c> parameter.</summary>
    public bool IsParams { get; init; }

    /// <summary>Whether the type lives on the stack only, for the stub of a faulty task: it can't be made nullable.</summary>
    public bool IsRefLike { get; init; }

    /// <summary><c>ref</c>, <c>out</c> or <c>in</c> with a space, for the stub of a faulty task; otherwise empty.</summary>
    public string Modifier { get; init; } = "";

    /// <summary>The attribute in C# by which the compiler fills it in for a caller, <c>[CallerMemberName]</c> and its like, with a space; otherwise empty.</summary>
    public string Caller { get; init; } = "";

    /// <summary>The key of a keyed service in C#.</summary>
    public string? ServiceKey { get; init; }

    /// <summary>The name as C# needs it.</summary>
    public string Identifier => CSharpNames.Escape(Name);
}
