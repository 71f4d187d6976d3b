using System.Globalization;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Makes the calls of a plan: seeds in turn, methods in turn, so that every seed meets another method when it comes round again.</summary>
public static class CallSchedule
{
    /// <summary>The calls, class by class. The same plan, seeds and options give the same calls.</summary>
    public static IReadOnlyList<AugmentationCall> Create(
        AugmentationPlan plan,
        SeedChoice seeds,
        AugmentationSubject subject,
        SampleClasses classes,
        AugmentationOptions options
    )
    {
        var calls = new List<AugmentationCall>();
        foreach (var planned in plan.Classes)
        {
            var chosen = seeds.Of(planned.Label);
            for (var index = 0; chosen.Count > 0 && index < planned.Calls; index++)
            {
                calls.Add(Call(index, calls.Count, planned.Label, chosen, seeds.MadeOf(planned.Label), subject, classes, options));
            }
        }

        return calls;
    }

    private static AugmentationCall Call(
        int index,
        int number,
        string label,
        IReadOnlyList<Sample> chosen,
        int made,
        AugmentationSubject subject,
        SampleClasses classes,
        AugmentationOptions options
    )
    {
        var lap = index / chosen.Count;
        var method = options.Methods[(index + lap) % options.Methods.Count];
        var shown = Enumerable
            .Range(index, Math.Min(chosen.Count, AugmentationMethods.SeedsPerCall(method)))
            .Select(position => chosen[position % chosen.Count])
            .ToList();
        var request = new AugmentationPrompt
        {
            Method = method,
            Label = label,
            Texts = [.. shown.Select(seed => subject.TextOf(seed)!)],
            Count = options.VariantsPerCall,
            // A call that came up word for word before, in this augmentation or in the one that made the rows there are, would bring the same texts.
            Batch = 1 + made + (lap / options.Methods.Count),
            Template = subject.Template,
        };
        return new AugmentationCall(
            string.Create(CultureInfo.InvariantCulture, $"aug-{number:000000}"),
            label,
            classes.Expected(shown[0]),
            method,
            [.. shown.Select(seed => seed.Id)],
            options.VariantsPerCall,
            request.Build()
        );
    }
}
