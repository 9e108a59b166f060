using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Shared;

/// <summary>A place in code that gives a field or property a value, or fills what it holds.</summary>
/// <param name="Place">The name of the member there.</param>
/// <param name="Value">What is assigned; null where that can't be told.</param>
/// <param name="IsLazy">Whether it is written only where it was null, as a cache is.</param>
internal sealed record MemberWrite(SyntaxNode Place, ExpressionSyntax? Value, bool IsLazy = false)
{
    private const string AddMissing = "GetOrAdd";

    // By the words that the framework's collections use.
    private static readonly string[] Filling = ["Add", "TryAdd", AddMissing, "Append", "Insert", "Enqueue", "TryEnqueue", "Push", "Set", "Union", "SymmetricExcept"];

    /// <summary>Where an entry of a dictionary is written: its key.</summary>
    public ExpressionSyntax? Key { get; init; }

    /// <summary>The call that fills what the member holds, by the name of its method; null if there is none.</summary>
    public InvocationExpressionSyntax? Call { get; init; }

    /// <summary>The write that a use of a member is; null if it only reads.</summary>
    public static MemberWrite? Of(SimpleNameSyntax use)
    {
        var target = Whole(use);
        if (Assigned(target) is { } write) return write with { Place = use };
        return target.Parent switch
        {
            ElementAccessExpressionSyntax element when element.Expression == target && Assigned(Whole(element)) is { } entry => new MemberWrite(use, entry.Value) { Key = element.ArgumentList.Arguments[0].Expression },
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == target && call.Expression == access => Filled(use, access.Name, call),
            MemberAccessExpressionSyntax access when access.Expression == target && Assigned(Whole(access)) is not null => new MemberWrite(use, null),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } call } => Filled(use, binding.Name, call),
            _ => null,
        };
    }

    private static MemberWrite? Filled(SyntaxNode use, SimpleNameSyntax method, InvocationExpressionSyntax call)
    {
        var name = method.Identifier.ValueText;
        if (!Filling.Any(word => name.StartsWith(word, StringComparison.Ordinal))) return null;
        var arguments = call.ArgumentList.Arguments;
        return arguments.Count == 2
            ? new MemberWrite(use, arguments[1].Expression, name == AddMissing) { Call = call, Key = arguments[0].Expression }
            : new MemberWrite(use, arguments.Count == 1 ? arguments[0].Expression : null) { Call = call };
    }

    private static MemberWrite? Assigned(ExpressionSyntax target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == target => new MemberWrite(
            target,
            assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression ? assignment.Right : null,
            assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression)),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } => new MemberWrite(target, null),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => new MemberWrite(target, null),
        RefExpressionSyntax => new MemberWrite(target, null),
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument => new MemberWrite(target, null, IsInitializer(argument)),
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } when Assigned(tuple) is not null => new MemberWrite(target, null),
        _ => null,
    };

    private static bool IsInitializer(ArgumentSyntax argument)
        => argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EnsureInitialized" } };

    // this.hits, (hits) and hits! are hits.
    private static ExpressionSyntax Whole(ExpressionSyntax expression) => expression.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == expression => Whole(access),
        ParenthesizedExpressionSyntax parenthesized => Whole(parenthesized),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Whole(sure),
        _ => expression,
    };
}
