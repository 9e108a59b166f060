namespace TypedTasks.Shared;

/// <summary>A type that is one JSON value and that reader and writer know by themselves.</summary>
internal sealed record ScalarShape(string Name, bool IsValueType, ScalarKind Kind) : TypeShape(Name, IsValueType);
