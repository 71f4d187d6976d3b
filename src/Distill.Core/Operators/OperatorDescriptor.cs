using Distill.Core.Evaluation;

namespace Distill.Core.Operators;

/// <summary>What the registry knows of an operator.</summary>
/// <param name="Name">snake_case name.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Parameters">The parameters it takes.</param>
/// <param name="Create">Makes an instance from bound parameters; throws <see cref="InvalidSettingException"/> when the task's context does not allow it.</param>
public sealed record OperatorDescriptor(
    string Name,
    OperatorKind Kind,
    string Summary,
    IReadOnlyList<OperatorParameter> Parameters,
    Func<OperatorArguments, OperatorContext, IOperator> Create
);
