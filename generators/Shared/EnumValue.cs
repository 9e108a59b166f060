namespace TypedTasks.Shared;

/// <summary>A value of an enum.</summary>
/// <param name="Name">Its name in JSON, where names are stored.</param>
/// <param name="Number">Its number, in decimal digits.</param>
internal sealed record EnumValue(string Name, string Number);
