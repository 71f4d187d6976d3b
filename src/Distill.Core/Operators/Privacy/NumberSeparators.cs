namespace Distill.Core.Operators.Privacy;

/// <summary>What stands between two groups of digits.</summary>
[Flags]
internal enum NumberSeparators
{
    None = 0,
    Space = 1,
    Hyphen = 2,
    Dot = 4,
    Bracket = 8,
}
