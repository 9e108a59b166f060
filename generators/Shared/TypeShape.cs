namespace TypedTasks.Shared;

/// <summary>
/// Everything that the generator needs to know about one payload type. Other types are referred to by name, so that recursive types are
/// no trouble and the description is compared by value.
/// </summary>
/// <param name="Name">The type in C#, fully qualified, with nullable annotations inside but not on it: <c>global::System.Collections.Generic.List&lt;string?&gt;</c>.</param>
/// <param name="IsValueType">Whether it is a struct or enum.</param>
internal abstract record TypeShape(string Name, bool IsValueType)
{
    /// <summary>The numbers of warnings that the compiler gives where the type or its members are used, and that its user has settled.</summary>
    public EquatableArray<string> Warnings { get; init; }

    /// <summary>Whether something of it is obsolete as an error, so that only obsolete code may use it.</summary>
    public bool IsObsolete { get; init; }
}
