using System.Runtime.InteropServices;

namespace Distill.Core.Inference;

/// <summary>How far the calls of a shard are that the model has to be asked for; journaled and cached ones are none of them.</summary>
/// <param name="Settled">Answered or refused, and durable.</param>
/// <param name="Asked">All of them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InferenceProgress(int Settled, int Asked);
