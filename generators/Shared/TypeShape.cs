namespace TypedTasks.Shared;

/// <summary>
/// Everything that the generator needs to know about one payload type. Other types are referred to by name, so that recursive types are
/// no trouble and the description is compared by value.
/// </summary>
/// <param name="Name">The type in C#, fully qualified, with nullable annotations inside but not on it: <c>global::System.Collections.Generic.List&lt;string?&gt;</c>.</param>
/// <param name="IsValueType">Whether it is a struct or enum.</param>
internal abstract record TypeShape(string Name, bool IsValueType);
