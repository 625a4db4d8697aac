using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Publications;
using Fadu.Modules.Decisions;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Consultations;

/// <summary>What a consultation knows goes into the forms of the matter's steps, and is what those forms ask.</summary>
public sealed class ConsultationStageTests
{
    private static readonly AnsweredOpinions[] Answers =
    [
        new(
            new PublishedAnswer(1, null, "夜间减半", 4, "部分采纳", "夜间减半收取。"),
            [(OpinionSource.Web, 2), (OpinionSource.Letter, 1), (OpinionSource.Phone, 1)]
        ),
        new(
            new PublishedAnswer(2, null, "增加车位", 2, "采纳", null),
            [(OpinionSource.Phone, 1), (OpinionSource.Meeting, 1)]
        ),
    ];

    [Fact]
    public async Task EveryStageThatAsksThePublic_IsFilledWithWhatItsStepsTake()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var procedures = county.Services.GetRequiredService<ProcedureRegistry>();
        var stages = county.Services.GetRequiredService<ConsultationStages>().All.ToList();
        Assert.Equal(2, stages.Count);
        var c = new Consultation
        {
            Title = "城区停车收费办法",
            State = ConsultationState.Concluded,
            OpenedOn = new DateOnly(2026, 3, 16),
            ClosesOn = new DateOnly(2026, 4, 15),
            FirstClosesOn = new DateOnly(2026, 4, 10),
            ExtendedBecause = "春耕期间，延长五日。",
            ConcludedOn = new DateOnly(2026, 4, 17),
            Received = 6,
            Adopted = 3,
            Partly = 2,
            NotAdopted = 1,
            Body = System.Text.Json.JsonSerializer.Serialize(
                new ConsultationText
                {
                    Editions = [new("zh-CN", "汉文", false, "题", "草案", "说明")],
                    ClosesOn = new DateOnly(2026, 4, 15),
                    Channels = ["云岭日报（三种文版）", "政务新媒体", "各村公示栏"],
                    Contact = "县财政局",
                },
                Fadu.Core.Trail.EventRegistry.Json
            ),
        };
        foreach (var stage in stages)
        {
            var procedure = procedures.Find(stage.Procedure)!.Newest;
            Assert.NotNull(procedure.FindStage(stage.Stage));
            Check(stage.OpenedBy, stage.Opened(c));
            Check(stage.ConcludedBy, stage.Concluded(c, Answers));
            if (stage.ProlongedBy is { } prolonged)
            {
                Check(prolonged, stage.Prolonged!(c));
            }

            if (stage.Procedure == DocumentMaking.Key)
            {
                var notice = (CommentNoticeInput)stage.Opened(c);
                Assert.Equal(
                    ["法治政府门户", "云岭日报（三种文版）", "政务新媒体", "各村公示栏"],
                    notice.Channels
                );
                Assert.Equal(
                    ["政府网站", "政务新媒体", "报刊", "公示栏"],
                    ConsultationChannels.KindsOf(notice.Channels)
                );
                var result = (CommentResultInput)stage.Concluded(c, Answers);
                Assert.StartsWith(
                    "意见来自来信来电3条、网上2条、座谈会1条。\n1. 夜间减半",
                    result.Feedback,
                    StringComparison.Ordinal
                );
                Assert.Equal(new DateOnly(2026, 4, 17), result.FeedbackOn);
                Assert.Equal($"/consultations/{c.Id}", result.FeedbackAt);
            }
            if (stage.Procedure == MajorDecisions.Key)
            {
                var opened = (ConsultationInput)stage.Opened(c);
                Assert.Equal(["政府网站", "政务新媒体", "报刊", "公示栏"], opened.Channels);
                Assert.Equal("云岭日报（三种文版）、政务新媒体、各村公示栏", opened.Places);
                Assert.Equal(new DateOnly(2026, 4, 10), opened.ClosesOn);
            }

            void Check(string step, object input)
            {
                var action = procedure.FindAction(step)!;
                Assert.Equal(action.InputType, input.GetType());
                Assert.Empty(
                    RecordForm
                        .Of(action.InputType!)
                        .Check(
                            (JsonObject)
                                System.Text.Json.JsonSerializer.SerializeToNode(
                                    input,
                                    input.GetType(),
                                    Fadu.Law.Procedures.ProcedureJson.Options
                                )!,
                            new DateOnly(2026, 4, 18)
                        )
                        .Select(e => $"{step} {e.Field}: {e.Message}")
                );
            }
        }
    }
}
