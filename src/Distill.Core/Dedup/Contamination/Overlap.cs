namespace Distill.Core.Dedup.Contamination;

/// <summary>What a text has in common with reference data.</summary>
/// <param name="Source">Name of the data.</param>
/// <param name="Id">The record of the first common run.</param>
/// <param name="Share">Share of the text's runs that are common, above 0, at most 1.</param>
/// <param name="Text">The first common run, as it stands in the text's key.</param>
internal sealed record Overlap(string Source, string Id, double Share, string Text);
