using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads the lock file; one that can't be read is a fault to tell, not an end.</summary>
internal static class LockFileReader
{
    public static LockInput Read(AdditionalText file, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { } content) return new LockInput(LockFile.Empty, IsMissing: true, Fault: null);
        try
        {
            return new LockInput(LockFileParser.Parse(content.ToString()), IsMissing: false, Fault: null);
        }
        catch (LockFileException problem)
        {
            return new LockInput(LockFile.Empty, IsMissing: false, LockFileFault.Of(file.Path, content, problem));
        }
    }
}
