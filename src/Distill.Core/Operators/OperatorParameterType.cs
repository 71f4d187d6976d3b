namespace Distill.Core.Operators;

/// <summary>What a parameter of an operator holds, and the .NET type that its values have.</summary>
public enum OperatorParameterType
{
    /// <summary>An <see cref="int"/> in a range.</summary>
    Integer,

    /// <summary>A <see cref="double"/> in a range.</summary>
    Number,

    /// <summary>A <see cref="bool"/>: true or false.</summary>
    Boolean,

    /// <summary>A <see cref="string"/>, one of some words.</summary>
    Choice,

    /// <summary>Any <see cref="string"/>, also the empty one.</summary>
    Text,

    /// <summary>A list of non-empty strings.</summary>
    Texts,

    /// <summary>A list of strings, each one of some words.</summary>
    Choices,
}
