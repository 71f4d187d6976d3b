namespace Distill.Core.Pipelines;

/// <summary>Room on a disk for what memory has no room for. Nothing in it outlives its use.</summary>
public interface IScratchSpace
{
    /// <summary>Begins an empty file.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    IScratchFile Create();
}
