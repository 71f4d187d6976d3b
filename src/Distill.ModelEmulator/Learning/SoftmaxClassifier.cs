using System.Numerics;
using System.Runtime.InteropServices;

namespace Distill.ModelEmulator.Learning;

/// <summary>Multinomial logistic regression on sparse vectors, <c>p = softmax(Wx + b)</c>. Reading is thread-safe while nobody writes.</summary>
/// <remarks>W is kept as <c>scale · V</c>, so that weight decay touches one number a step and a step costs what its examples' n-grams cost.</remarks>
internal sealed partial class SoftmaxClassifier
{
    // The bias meets every example while a weight meets few; at the weights' rate it would swing between the classes.
    private const float BiasRate = 0.05f;
    private readonly float[] weights;
    private readonly float[] bias;
    private float scale = 1;

    /// <summary>A classifier that knows nothing: all classes equally likely.</summary>
    public SoftmaxClassifier(int rows, int classes)
        : this(new float[(long)rows * classes], new float[classes]) { }

    private SoftmaxClassifier(float[] weights, float[] bias)
    {
        this.weights = weights;
        this.bias = bias;
    }

    /// <summary>Number of classes.</summary>
    public int Classes => bias.Length;

    /// <summary>Weight of a row for a class.</summary>
    public float Weight(int row, int @class) => scale * weights[(row * Classes) + @class];

    /// <summary>Sets a weight.</summary>
    public void SetWeight(int row, int @class, float value) => weights[(row * Classes) + @class] = value / scale;

    /// <summary>Writes the class probabilities of a vector; not numbers once training has diverged.</summary>
    public void Probabilities(SparseVector x, Span<float> probabilities)
    {
        probabilities.Clear();
        var rows = x.Rows.Span;
        var values = x.Values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            AddScaled(probabilities, weights.AsSpan(rows[i] * Classes, Classes), scale * values[i]);
        }

        AddScaled(probabilities, bias, 1);
        Softmax(probabilities);
    }

    /// <summary>
    /// One step of gradient descent on <c>mean(-ln p[target]) + l2/2·|W|²</c> over a batch. Returns the mean cross-entropy and the share of right
    /// answers before the step.
    /// </summary>
    public (double Loss, double Accuracy) Step(ReadOnlySpan<Example> batch, double learningRate, double l2, float[] buffer)
    {
        var gradients = buffer.AsSpan(0, batch.Length * Classes);
        var (loss, right) = (0.0, 0);
        for (var i = 0; i < batch.Length; i++)
        {
            var gradient = gradients.Slice(i * Classes, Classes);
            var (exampleLoss, isRight) = Measure(batch[i], gradient);
            loss += exampleLoss;
            right += isRight ? 1 : 0;
            gradient[batch[i].Target] -= 1;
        }

        Decay(1 - (learningRate * l2));
        var rate = (float)(-learningRate / batch.Length);
        for (var i = 0; i < batch.Length; i++)
        {
            Descend(batch[i].Features, gradients.Slice(i * Classes, Classes), rate);
        }

        return (loss / batch.Length, (double)right / batch.Length);
    }

    /// <summary>Cross-entropy of one example, and whether its target is the most likely class.</summary>
    public (double Loss, bool Right) Measure(Example example, Span<float> probabilities)
    {
        Probabilities(example.Features, probabilities);
        var p = (double)probabilities[example.Target];
        // A probability that underflowed costs as much as the smallest float, not infinity; NaN stays NaN and ends the training.
        var loss = double.IsNaN(p) ? double.NaN : -Math.Log(Math.Max(p, float.Epsilon));
        return (loss, Best(probabilities) == example.Target);
    }

    /// <summary>A copy with room for more rows and classes; what is new knows nothing.</summary>
    public SoftmaxClassifier Grow(int rows, int classes)
    {
        FoldScale();
        var grown = new SoftmaxClassifier(rows, classes);
        bias.CopyTo(grown.bias, 0);
        for (var row = 0; row < weights.Length / Classes; row++)
        {
            weights.AsSpan(row * Classes, Classes).CopyTo(grown.weights.AsSpan(row * classes));
        }

        return grown;
    }

    /// <summary>Index of the largest probability.</summary>
    public static int Best(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var k = 1; k < probabilities.Length; k++)
        {
            best = probabilities[k] > probabilities[best] ? k : best;
        }

        return best;
    }

    /// <summary>A copy that later steps do not change.</summary>
    public SoftmaxClassifier Copy()
    {
        FoldScale();
        return new SoftmaxClassifier([.. weights], [.. bias]);
    }

    /// <summary>Writes weights and biases.</summary>
    public void Write(BinaryWriter writer)
    {
        FoldScale();
        writer.Write(bias.Length);
        writer.Write(weights.Length);
        writer.Write(MemoryMarshal.AsBytes(bias.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(weights.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The file is cut.</exception>
    public static SoftmaxClassifier Read(BinaryReader reader)
    {
        var readBias = new float[reader.ReadInt32()];
        var readWeights = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(readBias.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(readWeights.AsSpan()));
        return new SoftmaxClassifier(readWeights, readBias);
    }

    private void Descend(SparseVector x, ReadOnlySpan<float> gradient, float rate)
    {
        var rows = x.Rows.Span;
        var values = x.Values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            AddScaled(weights.AsSpan(rows[i] * Classes, Classes), gradient, rate * values[i] / scale);
        }

        AddScaled(bias, gradient, rate * BiasRate);
    }

    private void Decay(double factor)
    {
        scale *= (float)factor;
        if (Math.Abs(scale) is < 1e-3f or > 1e3f)
        {
            FoldScale();
        }
    }

    private void FoldScale()
    {
        if (scale != 1)
        {
            foreach (ref var weight in weights.AsSpan())
            {
                weight *= scale;
            }

            scale = 1;
        }
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var k = 0;
        if (Vector.IsHardwareAccelerated && target.Length >= Vector<float>.Count)
        {
            var factors = new Vector<float>(factor);
            for (; k <= target.Length - Vector<float>.Count; k += Vector<float>.Count)
            {
                (new Vector<float>(target[k..]) + (new Vector<float>(source[k..]) * factors)).CopyTo(target[k..]);
            }
        }

        for (; k < target.Length; k++)
        {
            target[k] += source[k] * factor;
        }
    }

    private static void Softmax(Span<float> scores)
    {
        var max = float.NegativeInfinity;
        foreach (var score in scores)
        {
            max = Math.Max(max, score);
        }

        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - max);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
