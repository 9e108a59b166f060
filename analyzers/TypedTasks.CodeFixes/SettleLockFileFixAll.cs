using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedTasks.CodeFixes;

/// <summary>One settling brings the whole file up to date.</summary>
internal sealed class SettleLockFileFixAll : FixAllProvider
{
    public static readonly SettleLockFileFixAll Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(SettleLockFileFix.ActionFor(fixAllContext.Project));
}
