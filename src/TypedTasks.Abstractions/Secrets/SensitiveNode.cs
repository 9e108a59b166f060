using System.ComponentModel;

namespace TypedTasks;

/// <summary>What is sensitive in one JSON value. For an array it holds of each element, however deep the arrays nest. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SensitiveNode
{
    /// <summary>A value that is sensitive as a whole, arrays and objects included.</summary>
    public static SensitiveNode Whole { get; } = new();

    /// <summary>The object's members that are sensitive or lead to what is; of all cases together where the value may be of several types.</summary>
    public IReadOnlyList<SensitiveMember> Members { get; init; } = [];

    /// <summary>The number of the node of all members that are not in <see cref="Members"/>, for dictionaries; null if they hold nothing sensitive.</summary>
    public int? Values { get; init; }
}
