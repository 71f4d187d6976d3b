using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Teaching;

/// <summary>What a teacher has become by its labelled rows: a reader that names classes, and a writer of further texts.</summary>
internal sealed record TaughtModel(LearnedModel Reader, VariantWriter Writer);
