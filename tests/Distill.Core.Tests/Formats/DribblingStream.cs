namespace Distill.Core.Tests.Formats;

/// <summary>Gives its bytes in pieces of unlike, small sizes, as a network does, so that records meet every border.</summary>
internal sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
{
    private static readonly int[] Sizes = [1, 7, 2, 64, 3, 1000, 5];
    private int turn;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, Sizes[turn++ % Sizes.Length])], cancellationToken);
}
