using System.Text;
using System.Text.Unicode;
using CsCheck;
using Distill.Core.Samples.Json;
using Distill.Testing;

namespace Distill.Core.Tests.Samples.Json;

public class Utf8TextTests
{
    // The edges of what the parts of a character may be.
    private static readonly byte[] Edges =
    [
        0x00,
        0x7F,
        0x80,
        0x8F,
        0x90,
        0x9F,
        0xA0,
        0xBF,
        0xC0,
        0xC1,
        0xC2,
        0xDF,
        0xE0,
        0xED,
        0xEF,
        0xF0,
        0xF4,
        0xF5,
        0xFF,
    ];

    [Fact]
    public void IsValid_OfEachFourEdgeBytes_IsThatOfTheFramework()
    {
        // Across the border of two vectors, where a character may lie in either way.
        var text = Enumerable.Repeat((byte)'a', 48).ToArray();
        for (var at = 12; at <= 16; at++)
        {
            foreach (var first in Edges)
            {
                foreach (var second in Edges)
                {
                    foreach (var third in Edges)
                    {
                        foreach (var fourth in Edges)
                        {
                            (text[at], text[at + 1], text[at + 2], text[at + 3]) = (first, second, third, fourth);
                            if (Utf8Text.IsValid(text) != Utf8.IsValid(text))
                            {
                                Convert.ToHexString(text).ShouldBeNull();
                            }
                        }
                    }
                }
            }

            Array.Fill(text, (byte)'a');
        }
    }

    [Fact]
    public void IsValid_OfATextCutAndChangedAnywhere_IsThatOfTheFramework()
    {
        string[] letters = ["中", "文", "，", " the", "\u00e9", "\u2028", "😀", "\n"];
        var text = Gen.Int[0, letters.Length - 1].Array[0, 120].Select(indices => string.Concat(indices.Select(index => letters[index])));
        Gen.Select(text, Gen.Int[0, 400], Gen.Int[0, 400], Gen.Byte)
            .Sample(
                (text, cut, place, value) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
                    bytes = bytes[..Math.Min(bytes.Length, cut)];
                    Utf8Text.IsValid(bytes).ShouldBe(Utf8.IsValid(bytes), Convert.ToHexString(bytes));
                    if (place < bytes.Length)
                    {
                        bytes[place] = value;
                        Utf8Text.IsValid(bytes).ShouldBe(Utf8.IsValid(bytes), Convert.ToHexString(bytes));
                    }
                },
                iter: 10_000
            );
    }

    [Fact]
    public void IsValid_OfEachRobustnessFile_IsThatOfTheFramework()
    {
        var files = Directory.GetFiles(SharedData.Require("robustness"), "*", SearchOption.AllDirectories);
        files.Where(file => Utf8Text.IsValid(File.ReadAllBytes(file)) != Utf8.IsValid(File.ReadAllBytes(file))).ShouldBeEmpty();
    }
}
