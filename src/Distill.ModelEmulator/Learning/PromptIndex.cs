using System.Buffers;

namespace Distill.ModelEmulator.Learning;

/// <summary>An inverted index of prompts by feature row. Adding is not thread-safe; searching is, while nobody adds.</summary>
internal sealed class PromptIndex(int rows)
{
    private readonly List<(int Position, float Value)>?[] postings = new List<(int, float)>?[rows];
    private readonly HashSet<int> removed = [];
    private int count;

    /// <summary>An index of these prompts.</summary>
    public static PromptIndex Of(int rows, SparseVector[] prompts)
    {
        var index = new PromptIndex(rows);
        foreach (var prompt in prompts)
        {
            index.Add(prompt);
        }

        return index;
    }

    /// <summary>Adds a prompt at the next position.</summary>
    public void Add(SparseVector prompt)
    {
        for (var i = 0; i < prompt.Rows.Length; i++)
        {
            (postings[prompt.Rows.Span[i]] ??= []).Add((count, prompt.Values.Span[i]));
        }

        count++;
    }

    /// <summary>Takes the prompt at a position out; the others keep theirs.</summary>
    public void Remove(int position) => removed.Add(position);

    /// <summary>True when the prompt at a position was taken out.</summary>
    public bool IsRemoved(int position) => removed.Contains(position);

    /// <summary>The prompts of greatest cosine, best first; among equals the latest, as what was learned last holds. Empty when the index is.</summary>
    public (int Position, float Cosine)[] Nearest(SparseVector prompt, int most)
    {
        var scores = ArrayPool<float>.Shared.Rent(Math.Max(count, 1));
        scores.AsSpan(0, count).Clear();
        for (var i = 0; i < prompt.Rows.Length; i++)
        {
            foreach (var (position, value) in postings[prompt.Rows.Span[i]] ?? [])
            {
                scores[position] += value * prompt.Values.Span[i];
            }
        }

        var best = new PriorityQueue<int, (float, int)>();
        for (var position = 0; position < count; position++)
        {
            if (removed.Contains(position))
            {
                continue;
            }

            best.Enqueue(position, (scores[position], position));
            if (best.Count > most)
            {
                best.Dequeue();
            }
        }

        var result = new (int, float)[best.Count];
        for (var i = result.Length - 1; i >= 0; i--)
        {
            var position = best.Dequeue();
            result[i] = (position, scores[position]);
        }

        ArrayPool<float>.Shared.Return(scores);
        return result;
    }
}
