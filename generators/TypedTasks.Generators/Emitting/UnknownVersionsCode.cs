using System.Globalization;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes types for the versions that nothing is known of and an <c>Upgrade</c> method names: were they missing, the compiler would say only that, and not why.</summary>
internal static class UnknownVersionsCode
{
    public static void Emit(CodeWriter code, EquatableArray<int> versions, bool isPublic)
    {
        foreach (var version in versions)
        {
            var number = version.ToString(CultureInfo.InvariantCulture);
            code.Line();
            code.Line($"/// <summary>Empty: version {number} is not known, because tasks.lock.json is missing, can't be read or lacks it, or because the task has an error. An error of the build says which.</summary>");
            code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            code.Line(FileHeader.GeneratedCode);
            code.Line($"{(isPublic ? "public" : "internal")} sealed record V{number};");
        }
    }
}
