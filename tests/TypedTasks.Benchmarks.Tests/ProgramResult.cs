using System.Text.Json;

namespace TypedTasks.Benchmarks.Tests;

/// <summary>What the program said.</summary>
/// <param name="ExitCode">0 when everything was measured.</param>
/// <param name="Notes">For people.</param>
/// <param name="Figures">For machines, one JSON object a line.</param>
internal sealed record ProgramResult(int ExitCode, string Notes, IReadOnlyList<JsonElement> Figures)
{
    /// <summary>A member of all figures.</summary>
    public IEnumerable<string?> All(string member) => Figures.Select(figure => figure.GetProperty(member).GetString());
}
