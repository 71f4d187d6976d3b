namespace Distill.Core.Statistics;

/// <summary>The agreement of two raters beyond what chance would give.</summary>
/// <remarks>
/// J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960) 37-46; weighted: Psychological Bulletin 70
/// (1968) 213-220. Interval by the large-sample variance of J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969) 323-327.
/// </remarks>
/// <param name="Samples">Samples that both rated.</param>
/// <param name="Observed">Agreement seen, 0 to 1; with weights, partial agreement counts in part.</param>
/// <param name="Expected">Agreement that chance would give with the same totals.</param>
/// <param name="Kappa">(observed - expected) / (1 - expected) with its 95% interval; null when chance alone would agree always, or nothing was rated.</param>
public sealed record CohenKappa(long Samples, double Observed, double Expected, Estimate? Kappa)
{
    /// <summary>The kappa of a square table of counts.</summary>
    /// <param name="table">Counts by the first rater's category, then by the second's, both in the same order.</param>
    /// <param name="weights">How far a disagreement counts.</param>
    /// <exception cref="ArgumentException">The table is not square.</exception>
    public static CohenKappa Of(IReadOnlyList<IReadOnlyList<long>> table, KappaWeights weights = KappaWeights.None)
    {
        var k = table.Count;
        if (table.Any(row => row.Count != k))
        {
            throw new ArgumentException("The table is not square.", nameof(table));
        }

        var samples = table.Sum(row => row.Sum());
        if (samples == 0)
        {
            return new CohenKappa(0, 0, 0, null);
        }

        var shares = new Shares(table, samples, weights);
        return new CohenKappa(samples, shares.Observed, shares.Expected, shares.Kappa());
    }

    private sealed class Shares
    {
        private readonly int _size;
        private readonly long _samples;
        private readonly double[,] _share;
        private readonly double[,] _weight;
        private readonly double[] _row;
        private readonly double[] _column;

        public Shares(IReadOnlyList<IReadOnlyList<long>> table, long samples, KappaWeights weights)
        {
            (_size, _samples) = (table.Count, samples);
            (_share, _weight) = (new double[_size, _size], new double[_size, _size]);
            (_row, _column) = (new double[_size], new double[_size]);
            Each(
                (i, j) =>
                {
                    _share[i, j] = (double)table[i][j] / samples;
                    _weight[i, j] = Weight(Math.Abs(i - j), _size - 1, weights);
                    _row[i] += _share[i, j];
                    _column[j] += _share[i, j];
                }
            );
            Each(
                (i, j) =>
                {
                    Observed += _weight[i, j] * _share[i, j];
                    Expected += _weight[i, j] * _row[i] * _column[j];
                }
            );
        }

        public double Observed { get; private set; }

        public double Expected { get; private set; }

        public Estimate? Kappa()
        {
            var chance = 1 - Expected;
            if (chance < 1e-12)
            {
                return null;
            }

            var kappa = (Observed - Expected) / chance;
            var (rowMean, columnMean) = (new double[_size], new double[_size]);
            Each(
                (i, j) =>
                {
                    rowMean[i] += _column[j] * _weight[i, j];
                    columnMean[j] += _row[i] * _weight[i, j];
                }
            );
            var sum = 0.0;
            Each(
                (i, j) =>
                {
                    var deviation = _weight[i, j] - ((rowMean[i] + columnMean[j]) * (1 - kappa));
                    sum += _share[i, j] * deviation * deviation;
                }
            );
            var centre = kappa - (Expected * (1 - kappa));
            var margin = WilsonInterval.Z95 * Math.Sqrt(Math.Max(0, sum - (centre * centre)) / _samples) / chance;
            return new Estimate(kappa, Math.Max(-1, kappa - margin), Math.Min(1, kappa + margin));
        }

        private static double Weight(int distance, int most, KappaWeights weights) =>
            weights switch
            {
                _ when distance == 0 => 1,
                KappaWeights.Linear => 1 - ((double)distance / most),
                KappaWeights.Quadratic => 1 - ((double)distance * distance / ((double)most * most)),
                _ => 0,
            };

        private void Each(Action<int, int> visit)
        {
            for (var i = 0; i < _size; i++)
            {
                for (var j = 0; j < _size; j++)
                {
                    visit(i, j);
                }
            }
        }
    }
}
