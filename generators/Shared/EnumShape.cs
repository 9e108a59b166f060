namespace TypedTasks.Shared;

/// <summary>An enum; written as the number underneath.</summary>
internal sealed record EnumShape(string Name, ScalarKind Underlying) : TypeShape(Name, IsValueType: true);
