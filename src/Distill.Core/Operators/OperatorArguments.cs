namespace Distill.Core.Operators;

/// <summary>The bound parameters of one step: every declared parameter has an allowed value.</summary>
/// <param name="values">Values by parameter name.</param>
public sealed class OperatorArguments(IReadOnlyDictionary<string, object> values)
{
    /// <summary>The integer of this name.</summary>
    public int Integer(string name) => (int)values[name];

    /// <summary>The number of this name.</summary>
    public double Number(string name) => (double)values[name];

    /// <summary>The truth value of this name.</summary>
    public bool Boolean(string name) => (bool)values[name];

    /// <summary>The word of this name.</summary>
    public string Choice(string name) => (string)values[name];

    /// <summary>The text of this name.</summary>
    public string Text(string name) => (string)values[name];

    /// <summary>The texts or words of this name.</summary>
    public IReadOnlyList<string> Texts(string name) => (IReadOnlyList<string>)values[name];
}
