namespace TypedTasks;

/// <summary>
/// Marks a parameter of a task as a service: it is taken from the attempt's dependency injection scope on the worker and is no part of the payload.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
