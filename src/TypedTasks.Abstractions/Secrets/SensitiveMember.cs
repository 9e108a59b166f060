using System.ComponentModel;
using System.Text;

namespace TypedTasks;

/// <summary>A member of a JSON object that is sensitive, or that leads to what is. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SensitiveMember
{
    /// <summary>Describes a member.</summary>
    /// <param name="name">The member's name in JSON, now or formerly.</param>
    /// <param name="node">The number of its value's node; null if the value as a whole is sensitive.</param>
    public SensitiveMember(string name, int? node = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Node = node;
        Utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The member's name in JSON.</summary>
    public string Name { get; }

    /// <summary>The number of its value's node; null if the value as a whole is sensitive.</summary>
    public int? Node { get; }

    internal byte[] Utf8Name { get; }
}
