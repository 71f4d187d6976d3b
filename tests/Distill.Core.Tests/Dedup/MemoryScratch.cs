using Distill.Core.Pipelines;

namespace Distill.Core.Tests.Dedup;

/// <summary>Scratch files in memory, counted.</summary>
internal sealed class MemoryScratch : IScratchSpace
{
    public int Open { get; private set; }

    public IScratchFile Create()
    {
        Open++;
        return new Scratch(this);
    }

    private sealed class Scratch(MemoryScratch space) : IScratchFile
    {
        private readonly MemoryStream _content = new();

        public void Append(ReadOnlySpan<byte> bytes)
        {
            _content.Position = _content.Length;
            _content.Write(bytes);
        }

        public void Read(long offset, Span<byte> into)
        {
            _content.Position = offset;
            _content.ReadExactly(into);
        }

        public void Dispose() => space.Open--;
    }
}
