using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Types recognised by their name in metadata: <c>System.Collections.Generic.List`1</c>.</summary>
internal static class MetadataNames
{
    public const string QueueTaskAttribute = "TypedTasks.QueueTaskAttribute";
    public const string RetryOnAttribute = "TypedTasks.RetryOnAttribute";
    public const string FailOnAttribute = "TypedTasks.FailOnAttribute";
    public const string RetryPolicyInterface = "TypedTasks.IRetryPolicy";
    public const string FormerlyKnownAsAttribute = "TypedTasks.FormerlyKnownAsAttribute";
    public const string TaskManifestAttribute = "TypedTasks.TaskManifestAttribute";
    public const string JobContext = "TypedTasks.JobContext";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string DbTransaction = "System.Data.Common.DbTransaction";
    public const string NpgsqlTransaction = "Npgsql.NpgsqlTransaction";
    public const string SqliteTransaction = "Microsoft.Data.Sqlite.SqliteTransaction";

    /// <summary>Namespace and name of a type's definition; nested types are joined by a plus sign.</summary>
    public static string Of(ITypeSymbol type)
    {
        if (type.ContainingType is { } outer) return Of(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } @namespace
            ? @namespace.ToDisplayString() + "." + type.MetadataName
            : type.MetadataName;
    }

    public static bool Is(this ITypeSymbol type, string metadataName) => type.Name.Length > 0 && metadataName.EndsWith(type.MetadataName, StringComparison.Ordinal) && Of(type) == metadataName;

    /// <summary>Whether a type is, derives from or implements another.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol type, string metadataName)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (current.Is(metadataName)) return true;
        return type.AllInterfaces.Any(implemented => implemented.Is(metadataName));
    }

    /// <summary>An attribute, or one derived from it.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string metadataName)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.IsOrDerivesFrom(metadataName));
}
