using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>What differs between two states of a program whose files differ in nothing but the data of types.</summary>
internal sealed class DataEdit
{
    // Data of these are looked at by decisions on types that have nothing to do with them: arguments of attributes are bound to an attribute's
    // constructors and properties, and the entities of a context are those that it has sets of.
    private static readonly string[] SeenByAll = ["System.Attribute", "Microsoft.EntityFrameworkCore.DbContext"];

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The numbers of the files that differ.</summary>
    public HashSet<int> Files { get; } = [];

    /// <summary>The edit that leads from one state to another; null if it may change decisions that reach none of the files it changes.</summary>
    public static DataEdit? Between(SyntaxTree[] before, SyntaxTree[] after, Compilation compilation, CancellationToken cancellationToken)
    {
        var edit = new DataEdit();
        for (var i = 0; i < after.Length; i++)
        {
            if (FileOutline.AreEqual(before[i], after[i], cancellationToken)) continue;
            if (!edit.TryAdd(before[i], after[i], compilation, cancellationToken)) return null;
            edit.Files.Add(i);
        }

        return after.Any(file => ConstantNames.Of(file).Overlaps(edit.names)) ? null : edit;
    }

    private bool TryAdd(SyntaxTree before, SyntaxTree after, Compilation compilation, CancellationToken cancellationToken)
    {
        if (before.FilePath != after.FilePath || !before.Options.Equals(after.Options)) return false;
        var (old, @new) = (FileData.Of(before, cancellationToken), FileData.Of(after, cancellationToken));
        if (old.Skeleton != @new.Skeleton || old.Types.Count != @new.Types.Count) return false;

        var start = 0;
        while (start < Math.Min(old.Members.Count, @new.Members.Count) && old.Members[start].IsLike(@new.Members[start])) start++;
        var (end, newEnd) = (old.Members.Count, @new.Members.Count);
        while (end > start && newEnd > start && old.Members[end - 1].IsLike(@new.Members[newEnd - 1])) (end, newEnd) = (end - 1, newEnd - 1);

        var changed = old.Members.Take(end).Skip(start).Concat(@new.Members.Take(newEnd).Skip(start)).ToList();
        foreach (var datum in changed) names.UnionWith(datum.Names);
        var model = compilation.GetSemanticModel(after);
        return !changed.Select(static datum => datum.Type).Distinct().Any(type => IsSeenByAll(model.GetDeclaredSymbol(@new.Types[type], cancellationToken)));
    }

    private static bool IsSeenByAll(ISymbol? symbol) => symbol is not ITypeSymbol type || SeenByAll.Any(type.IsOrDerivesFrom);
}
