using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>One remark on a payload that is accepted. Only the analyzers ask for hints; nothing is generated from them.</summary>
/// <param name="Id">One of <see cref="DiagnosticIds"/>.</param>
/// <param name="On">What the remark is about: a parameter, the method for its result, or a member of a payload type.</param>
/// <param name="Root">The parameter it was reached from, or the method for its result.</param>
/// <param name="Path">The way from there, <c>order.Lines[].Photo</c>.</param>
/// <param name="Type">The type at the end of the path, as a user would write it.</param>
/// <param name="Detail">What the message adds for this kind.</param>
internal sealed record Hint(string Id, ISymbol On, ISymbol Root, string Path, string Type, string Detail = "");
