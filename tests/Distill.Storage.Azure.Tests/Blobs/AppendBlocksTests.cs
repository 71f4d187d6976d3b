using System.Text;
using CsCheck;
using Distill.Storage.Azure.Blobs;

namespace Distill.Storage.Azure.Tests.Blobs;

public class AppendBlocksTests
{
    private static readonly Gen<byte[]> Lines = Gen.Int[0, 3_000_000]
        .Array[1, 6]
        .Select(lengths => Encoding.UTF8.GetBytes(string.Concat(lengths.Select(length => new string('x', length) + "\n"))));

    [Fact]
    public void Cut_GivesWholeLinesInOrder_WithinTheSize() =>
        Lines.Sample(
            lines =>
            {
                var blocks = AppendBlocks.Cut(lines).ToList();
                blocks.Count(block => block.Length <= AppendBlocks.Size && block.Span[^1] == '\n').ShouldBe(blocks.Count);
                blocks.Sum(block => block.Length).ShouldBe(lines.Length);
            },
            iter: 50
        );

    [Fact]
    public void Cut_OfALineLongerThanTheSize_KeepsItWhole()
    {
        byte[] lines = [.. "a\n"u8, .. new byte[AppendBlocks.Size + 5], (byte)'\n', .. "b\n"u8];

        AppendBlocks.Cut(lines).Select(block => block.Length).ShouldBe([2, AppendBlocks.Size + 6, 2]);
    }

    [Fact]
    public void Cut_OfALineLongerThanABlockCanBe_IsRefused()
    {
        var line = new byte[AppendBlocks.MaxSize + 1];
        line[^1] = (byte)'\n';

        Should.Throw<ArgumentException>(() => AppendBlocks.Cut(line).ToList()).Message.ShouldContain("cannot be appended");
    }
}
