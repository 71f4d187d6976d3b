namespace Distill.Core.Filtering.Conditions;

/// <summary>A node of the tree of a filter. Immutable. The truth of every node is yes or no: a missing field makes none of them unknown.</summary>
public abstract record FilterCondition;
