namespace Distill.Cli.Demo;

/// <summary>The run spec of the demo.</summary>
internal static class DemoSpec
{
    /// <summary>The file's text.</summary>
    public const string Text = """
        # The demo's run. Change it and run it again: answers that are already paid for stay free.
        #   distill run spec.yaml --config distill.yaml
        name: demo
        source:
          file: prompts.jsonl
          format: json
          mapping:
            prompt: prompt
            id: id
            labels:
              sentiment: labels.sentiment
        # A few lines are broken on purpose; they end up among the rejects, with line and reason.
        maxRejectRatio: 0.05
        task:
          kind: label
          extract:
            kind: json
            path: data
          labels: [正面, 中性, 负面]
          # The truth, which only the evaluation sees.
          gold: sentiment
        teacher:
          model: teacher
        # Small shards, so that progress is smooth and a kill costs little.
        shards:
          size: 50
          inFlight: 8
        split:
          train: 0.7
          validation: 0.1
          test: 0.2
        students:
          - name: small
            model: student-s
            epochs: 6
          - name: medium
            model: student-m
            epochs: 6
        goal:
          quality: 0.9
          speed: 6
          cost: 0.1

        """;
}
