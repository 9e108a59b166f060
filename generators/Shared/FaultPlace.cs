namespace TypedTasks.Shared;

/// <summary>Which part of a task's declaration a fault is about.</summary>
internal enum FaultPlace
{
    /// <summary>The method's name.</summary>
    Method,

    /// <summary>The type of the parameter that <see cref="Fault.Subject"/> names.</summary>
    ParameterType,

    /// <summary>The name of the parameter that <see cref="Fault.Subject"/> names.</summary>
    ParameterName,

    /// <summary>The return type.</summary>
    ReturnType,

    /// <summary>The argument of <c>[QueueTask]</c> that <see cref="Fault.Subject"/> names.</summary>
    AttributeArgument,

    /// <summary>
    /// One of <see cref="ExceptionRules.Attributes"/>, whose position <see cref="Fault.Path"/> is: its argument that <see cref="Fault.Subject"/> names, or the class of exceptions if that is empty.
    /// </summary>
    ExceptionRule,
}
