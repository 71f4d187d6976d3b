namespace Distill.Core.Insight;

/// <summary>How varied texts are. Words are those of <see cref="Languages.WordCount"/>: of Chinese each character.</summary>
/// <param name="Sampled">Samples whose texts were looked at; duplicates are counted over all.</param>
/// <param name="Distinct1">Different words over all words of the answers (J. Li et al., NAACL 2016: distinct-n); null when there are none.</param>
/// <param name="Distinct2">The same for pairs of words.</param>
/// <param name="Distinct3">The same for triples.</param>
/// <param name="TypeToken">Mean share of different words in segments of 1,000 words (mean segmental type-token ratio): does not fall with the length of the texts; null below one segment.</param>
/// <param name="ExactDuplicates">Share of all samples whose normalised text an earlier one has.</param>
/// <param name="NearDuplicates">Share of the samples looked at that resemble an earlier one of them (MinHash, similarity of at least 0.75), exact ones included. Of a part of the data it is lower than of the whole.</param>
public sealed record TextDiversity(
    long Sampled,
    double? Distinct1,
    double? Distinct2,
    double? Distinct3,
    double? TypeToken,
    double ExactDuplicates,
    double NearDuplicates
);
