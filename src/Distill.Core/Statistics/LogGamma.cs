namespace Distill.Core.Statistics;

/// <summary>The logarithm of the gamma function and what is made of it.</summary>
/// <remarks>C. Lanczos, "A precision approximation of the gamma function", SIAM J. Numer. Anal. B 1 (1964) 86-96, with g = 7 and nine terms: about 15 digits.</remarks>
internal static class LogGamma
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x of at least 0.5.</summary>
    public static double Of(double x)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>ln of the beta function.</summary>
    public static double Beta(double a, double b) => Of(a) + Of(b) - Of(a + b);

    /// <summary>ln of the binomial coefficient.</summary>
    public static double Choose(long n, long k) => Of(n + 1.0) - Of(k + 1.0) - Of(n - k + 1.0);
}
