using Microsoft.Extensions.Options;

namespace TypedTasks;

internal sealed class TypedTasksOptionsValidator : IValidateOptions<TypedTasksOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedTasksOptions options)
    {
        var problems = EncryptionProblems.Of(options.Encryption).ToList();
        if (options.MaxPayloadBytes is < 1024 or > 64 * 1024 * 1024) problems.Add($"MaxPayloadBytes is {options.MaxPayloadBytes}; it must be from 1,024 to 67,108,864.");

        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.ConvertAll(problem => $"TypedTasks: {problem}"));
    }
}
