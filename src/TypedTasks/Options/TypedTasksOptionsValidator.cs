using Microsoft.Extensions.Options;

namespace TypedTasks;

internal sealed class TypedTasksOptionsValidator : IValidateOptions<TypedTasksOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedTasksOptions options)
        => options.MaxPayloadBytes is >= 1024 and <= 64 * 1024 * 1024
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"TypedTasks: MaxPayloadBytes is {options.MaxPayloadBytes}; it must be from 1,024 to 67,108,864.");
}
