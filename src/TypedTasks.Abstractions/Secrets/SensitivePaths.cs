using System.Buffers;
using System.ComponentModel;

namespace TypedTasks;

/// <summary>The sensitive places of a payload or a result. Nodes name each other by number, so that recursive types have a description too. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SensitivePaths
{
    /// <summary>What people see in the place of a sensitive value: a JSON text.</summary>
    public const string Redacted = "\"[sensitive]\"";

    private readonly SensitiveNode[] nodes;

    /// <summary>Describes a value.</summary>
    /// <param name="nodes">The nodes by number; the first describes the value itself.</param>
    /// <exception cref="ArgumentException">There is no node, a number has none, or a node has a member twice.</exception>
    public SensitivePaths(params SensitiveNode[] nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (nodes.Length == 0) throw new ArgumentException("There is no node. The first one describes the value itself.", nameof(nodes));
        foreach (var node in nodes)
        {
            foreach (var number in node.Members.Select(member => member.Node).Append(node.Values))
                if (number is { } given && (given < 0 || given >= nodes.Length)) throw new ArgumentException($"There is no node {given}; there are {nodes.Length}.", nameof(nodes));
            if (node.Members.CountBy(member => member.Name).FirstOrDefault(name => name.Value > 1).Key is { } repeated)
                throw new ArgumentException($"The member '{repeated}' is there twice in one node.", nameof(nodes));
        }

        this.nodes = nodes;
    }

    /// <summary>A JSON text with <see cref="Redacted"/> in the place of each sensitive value; nothing but that if it is no JSON.</summary>
    /// <param name="text">The JSON in UTF-8.</param>
    public byte[] Redact(ReadOnlySpan<byte> text)
    {
        try
        {
            return Rewrite(text, "text", static (_, _, output) =>
            {
                output.Write("\"[sensitive]\""u8);
                return null;
            });
        }
        catch (InvalidPayloadException)
        {
            return [.. "\"[sensitive]\""u8];
        }
    }

    /// <summary>A JSON text with its sensitive values rewritten, and everything else as it stands.</summary>
    /// <param name="text">The JSON in UTF-8.</param>
    /// <param name="subject">What it is, for messages: <c>payload of task 'Shop.SendReceipt'</c>.</param>
    /// <param name="rewrite">Rewrites one value.</param>
    /// <exception cref="InvalidPayloadException">The text is not JSON, or a value can't be rewritten.</exception>
    public byte[] Rewrite(ReadOnlySpan<byte> text, string subject, SensitiveRewrite rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return new SensitiveWalk(text, this, rewrite, subject).Run();
    }

    internal SensitiveNode Root => nodes[0];

    /// <summary>The node of a member's value; null if it holds nothing sensitive.</summary>
    internal SensitiveNode? Find(SensitiveNode node, string name)
    {
        foreach (var member in node.Members)
            if (member.Name == name) return Of(member);
        return ValuesOf(node);
    }

    internal SensitiveNode Of(SensitiveMember member) => member.Node is { } number ? nodes[number] : SensitiveNode.Whole;

    internal SensitiveNode? ValuesOf(SensitiveNode node) => node.Values is { } number ? nodes[number] : null;
}
