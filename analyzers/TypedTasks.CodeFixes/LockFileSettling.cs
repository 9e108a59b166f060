using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.CodeFixes;

/// <summary>Settles the lock file of a project.</summary>
internal static class LockFileSettling
{
    public static async Task<Solution> SettleAsync(Project project, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation) return project.Solution;
        var document = project.AdditionalDocuments.FirstOrDefault(candidate => LockFile.IsLockFile(candidate.FilePath ?? candidate.Name));
        var before = document is null ? LockFile.Empty : await ReadAsync(document, cancellationToken).ConfigureAwait(false);
        if (before is null) return project.Solution; // TT5001 says what is wrong with it

        var tasks = TaskSearch.All(compilation, cancellationToken).ToList();
        if (document is null && tasks.Any(LostVersions.HadFile)) return project.Solution; // TT5003 says that it must be restored

        var text = SourceText.From(LockFileWriter.Write(LockSettlement.Settle(before, tasks)), new UTF8Encoding(false));
        if (document is not null) return project.Solution.WithAdditionalDocumentText(document.Id, text);
        var folder = Path.GetDirectoryName(project.FilePath);
        return project.AddAdditionalDocument(LockFile.FileName, text, filePath: folder is null ? LockFile.FileName : Path.Combine(folder, LockFile.FileName)).Project.Solution;
    }

    private static async Task<LockFile?> ReadAsync(TextDocument document, CancellationToken cancellationToken)
        => LockFileParser.TryParse((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString());
}
