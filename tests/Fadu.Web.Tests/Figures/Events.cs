using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Tests.Plans;

namespace Fadu.Web.Tests.Figures;

/// <summary>Enters 普法活动 as people do, so that figures have something to count.</summary>
internal static class Events
{
    public static async Task Enter(
        this PlansHost host,
        Actor who,
        int count,
        DateOnly from,
        string venue = "学校"
    )
    {
        for (var i = 0; i < count; i++)
        {
            await host.Do(
                new RecordLine(
                    "publicity-event",
                    new JsonObject
                    {
                        ["organ"] = who.Organ!.Value.ToString(),
                        ["title"] = $"{who.OrganName}宪法宣传{from:yyyyMMdd}-{i}",
                        ["heldOn"] = from.AddDays(i)
                            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        ["venue"] = venue,
                        ["place"] = $"{who.OrganName}第{i}小学",
                        ["activity"] = "专题讲座",
                        ["audience"] = "学生",
                        ["sessions"] = 1,
                        ["attendance"] = 100 + i,
                    }
                ),
                who
            );
        }
    }
}
