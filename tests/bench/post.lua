-- File cases all over a district, each with a token of its own, as a phone makes it: a UUID of version 7.
--   wrk … -s post.lua URL -- FILE RUN        FILE: lines of "lon lat"; RUN: six hexadecimal digits
local points, run, n = {}, "", 0
local head = { ["Content-Type"] = "application/json" }
local what = { "路灯不亮", "楼道灯损坏", "垃圾堆放", "井盖松动", "噪音扰民", "占道经营", "电梯故障", "供水不足" }
local where = { "小区东门", "2号楼前", "菜市场旁", "学校路口", "地下车库入口", "公园北侧", "沿河步道" }
local wish = { "影响出行,请尽快处理。", "已经持续三天,希望有人来看看。", "邻居们都反映过,一直没有结果。" }

function init(args)
   for line in io.lines(args[1]) do
      local lon, lat = line:match("(%S+) (%S+)")
      points[#points + 1] = string.format('"lon":%s,"lat":%s', lon, lat)
   end
   run = args[2]
end

local function token()
   local ms = os.time() * 1000

   return string.format("%08x-%04x-7000-8000-%s%06x", math.floor(ms / 65536), ms % 65536, run, n)
end

function request()
   n = n + 1
   local body = string.format(
      '{"class":"d.%02d","words":"%s%s,%s",%s,"client_token":"%s"}', n % 8 + 1,
      where[n % #where + 1], what[n % #what + 1], wish[n % #wish + 1], points[n % #points + 1], token())
   return wrk.format("POST", "/api/v1/cases", head, body)
end
