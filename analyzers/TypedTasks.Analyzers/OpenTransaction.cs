using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers;

/// <summary>A local variable that holds a transaction begun where it is declared.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Expression">How the transaction is passed on.</param>
internal sealed record OpenTransaction(ILocalSymbol Variable, IVariableDeclaratorOperation Declaration, string Expression)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction";

    private static readonly string[] Endings = ["Commit", "CommitAsync", "Rollback", "RollbackAsync", "Dispose", "DisposeAsync"];

    public static OpenTransaction? Of(IVariableDeclaratorOperation declaration)
    {
        var isOfContext = declaration.Symbol.Type.Is(EntityFramework);
        if (!isOfContext && !IsTransaction(declaration.Symbol.Type)) return null;
        if (declaration.GetVariableInitializer()?.Value.DescendantsAndSelf().OfType<IInvocationOperation>().Any(Begins) != true) return null;
        return new OpenTransaction(declaration.Symbol, declaration, isOfContext ? declaration.Symbol.Name + ".GetDbTransaction()" : declaration.Symbol.Name);
    }

    public static bool IsTransaction(ITypeSymbol type) => ParameterRules.IsTransaction(type);

    /// <summary>Whether a call stands behind the declaration, in its block and its function, and behind no call that ends the transaction.</summary>
    public bool IsOpenAt(IInvocationOperation call, List<IInvocationOperation> calls)
    {
        var scope = Declaration.Syntax.Ancestors().FirstOrDefault(ancestor => ancestor is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or UsingStatementSyntax);
        if (scope is null || !scope.Span.Contains(call.Syntax.Span) || call.Syntax.SpanStart < Declaration.Syntax.Span.End) return false;
        if (EnqueueCalls.FunctionOf(call) != EnqueueCalls.FunctionOf(Declaration)) return false;
        return !calls.Any(other => other.Syntax.SpanStart < call.Syntax.SpanStart && Ends(other));
    }

    private static bool Begins(IInvocationOperation call) => call.TargetMethod.Name is "BeginTransaction" or "BeginTransactionAsync";

    private bool Ends(IInvocationOperation call)
        => Endings.Contains(call.TargetMethod.Name) && call.Instance is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, Variable);
}
